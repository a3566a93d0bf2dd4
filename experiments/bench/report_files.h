// What a report leaves in a directory, and how it makes room for the next one.
#pragma once

#include <filesystem>
#include <string>

namespace gymkhana {

/// All figures, for programs; written last.
constexpr const char* kResults = "results.json";

/// Whether a file or folder of a report, or of a bench's records, is called so.
bool is_report_name(const std::string& name);

/// Error when a name of a report's is taken there, or that of the records if they are to be written, too: it
/// is nothing that may be overwritten.
void refuse_report(const std::filesystem::path& directory, bool records);

/// Whether a report that `bench --report` made is there.
bool is_report(const std::filesystem::path& directory);

/// Takes a report away, and the records beside it if told so; what others put into its folders stays.
void remove_report(const std::filesystem::path& directory, bool records);

}  // namespace gymkhana
