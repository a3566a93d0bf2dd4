#include "base/aside_file.h"

#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/files.h"
#include "tests/support/temporary_directory.h"

namespace gymkhana {
namespace {

namespace fs = std::filesystem;

std::ptrdiff_t entries(const fs::path& folder) {
  return std::distance(fs::directory_iterator(folder), {});
}

TEST_CASE("a file is the old one until it is committed") {
  const TemporaryDirectory folder;
  const fs::path target = folder.path() / "file";
  write_file(target, "old");
  {
    AsideFile aside(target);
    aside.write("half of the new");
    CHECK(read_file(target) == "old");
    CHECK(entries(folder.path()) == 2);
  }
  CHECK(read_file(target) == "old");
  CHECK(entries(folder.path()) == 1);
  AsideFile aside(target);
  aside.write("new");
  aside.commit();
  CHECK(read_file(target) == "new");
  CHECK(entries(folder.path()) == 1);
}

TEST_CASE("a user's own files beside the target stay as they are, and so do rights") {
  const TemporaryDirectory folder;
  const fs::path target = folder.path() / "file";
  std::ofstream(folder.path() / "file.part") << "mine";
  write_file(target, "old");
  fs::permissions(target, fs::perms::owner_read | fs::perms::owner_write);
  write_file(target, "new");
  CHECK(read_file(folder.path() / "file.part") == "mine");
  CHECK((fs::status(target).permissions() & fs::perms::all) ==
        (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("aside names are random and their own") {
  const TemporaryDirectory folder;
  AsideFile first(folder.path() / "file"), second(folder.path() / "file");
  CHECK(first.path() != second.path());
  CHECK(is_aside_name(first.path()));
  CHECK_FALSE(is_aside_name("file.part"));
  CHECK_FALSE(is_aside_name("file.1234.part"));
  CHECK_FALSE(is_aside_name("file.0123456789ABCDEF.part"));
  CHECK_FALSE(is_aside_name(".0123456789abcdef.part"));
}

TEST_CASE("links are followed, whether or not they lead anywhere yet") {
  const TemporaryDirectory folder;
  const fs::path target = folder.path() / "file", link = folder.path() / "link";
  fs::create_symlink("file", link);
  for (const char* content : {"first", "second"}) {
    write_file(link, content);
    CHECK(fs::is_symlink(link));
    CHECK(read_file(target) == content);
  }
}

TEST_CASE("devices and pipes are written to as they are") {
  const TemporaryDirectory folder;
  write_file("/dev/null", "nothing");
  CHECK(fs::is_character_file("/dev/null"));
  const fs::path pipe = folder.path() / "pipe";
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  std::string received;
  std::thread reader([&] { received = read_file(pipe); });
  write_file(pipe, "through the pipe");
  reader.join();
  CHECK(received == "through the pipe");
  CHECK(fs::is_fifo(pipe));
  CHECK_THROWS_WITH_AS(write_file("/dev/full", "x"),
                       "cannot write \"/dev/full\": No space left on device; make room on the disk", Error);
}

TEST_CASE("what cannot be written is named") {
  const TemporaryDirectory folder;
  const std::string refusal = "\"" + folder.path().string() + "\" is a folder";
  CHECK_THROWS_WITH_AS(write_file(folder.path(), "x"), refusal.c_str(), Error);
  CHECK_THROWS_WITH_AS(write_file("/nowhere/at/all", "x"),
                       "cannot write \"/nowhere/at/all\": No such file or directory", Error);
}

TEST_CASE("stale aside files go, those of the living and of others stay") {
  const TemporaryDirectory folder;
  const fs::path stale = folder.path() / "file.0123456789abcdef.part", foreign = folder.path() / "file.part";
  std::ofstream{stale} << "half";
  std::ofstream{foreign} << "mine";
  fs::create_symlink(foreign, folder.path() / "link.0123456789abcdef.part");
  AsideFile living(folder.path() / "file");
  remove_stale_aside_files(folder.path());
  CHECK_FALSE(fs::exists(stale));
  CHECK(fs::exists(foreign));
  CHECK(fs::exists(living.path()));
  CHECK(entries(folder.path()) == 3);
}

}  // namespace
}  // namespace gymkhana
