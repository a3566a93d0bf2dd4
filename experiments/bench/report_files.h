// What a report leaves in a directory, and how it makes room for the next one.
#pragma once

#include <filesystem>
#include <string>

namespace gymkhana {

/// Whether a file or folder of a report is called so.
bool is_report_name(const std::string& name);

/// Error when a name of a report's is taken there: it is nothing that may be overwritten.
void refuse_report(const std::filesystem::path& directory);

/// Whether a report that `bench --report` made is there.
bool is_report(const std::filesystem::path& directory);

/// Takes a report away, and the records beside it if told so; what others put into its folders stays.
void remove_report(const std::filesystem::path& directory, bool records);

}  // namespace gymkhana
