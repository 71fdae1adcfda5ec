#include <fmt/format.h>

#include <string>

#include "compiler/cli/command.h"
#include "compiler/cli/output.h"
#include "compiler/diagnostics/render.h"
#include "compiler/project/disk_files.h"
#include "compiler/project/save.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {
namespace {

// Enforcing from the first line: whatever is not said below is denied. The tests hold it.
constexpr std::string_view kStarter = R"(policy starter "What our agents may do: everything that is not said here is denied"

import std

human operator "Answers when an agent has to ask"

default approval operator_approval {
  from operator
  within 60min  // silence is a no
}

tier supervised {
  default ask external  // may be relaxed below, one action at a time
}

agent helper is supervised "Edits the project, asks before anything leaves this machine" {
  holds IO_READ_LOCAL, IO_WRITE_LOCAL, TOOL_EXEC_LOCAL, NET_ACCESS
  allow file_read when path under "~/project"
  allow file_write when path under "~/project"
  allow git_commit
  allow git_push when branch matches "feature/**"
  deny file_write, file_delete
      when path matches "**/policy.envelope"
      because "people change the rules, agents keep them"
  deny spend, account_change because "no agent spends money or touches accounts"
}

subagents {
  deny external because "what leaves this machine is asked for by the agent itself"
}

file "**/policy.envelope" protected

test "works in the project and nowhere else" {
  helper file_read(path: "~/project/notes.md") -> allow
  helper file_read(path: "~/projects") -> deny
  helper file_write(path: "~/project/notes.md", bytes: 10, overwrites: false) -> allow
  helper file_write(path: "~/.ssh/config", bytes: 10, overwrites: true) -> deny
  helper file_delete(path: "~/project/notes.md") -> deny
  helper file_write(path: "~/project/policy.envelope", bytes: 10, overwrites: true) -> deny
}

test "pushes features, asks for everything else that is external" {
  helper git_commit -> allow
  helper git_push(branch: "feature/login") -> allow
  helper git_push(branch: "main") -> ask via operator_approval
  helper git_push(branch: "feature/login") with (depth: 1) -> deny
  helper spend(amount: $1) -> deny
}
)";

ExitCode run_init(const Arguments& arguments) {
  if (arguments.words.size() > 1) {
    print_error("envc init: takes one directory at most\n");
    return ExitCode::tool;
  }
  const std::string path = (arguments.words.empty() ? std::string(".") : arguments.words[0]) + "/policy.envelope";
  project::DiskFiles files;
  if (files.status(path).kind != project::FileKind::missing) {
    print_error(fmt::format("envc init: `{}` exists and is left as it is\n", text::escape_for_terminal(path)));
    return ExitCode::tool;
  }
  base::SourceMap sources;
  diagnostics::Sink sink;
  if (!arguments.words.empty()) project::make_folders(arguments.words[0]);  // a folder that cannot be made is reported by the writing
  if (!project::save_file(path, kStarter, sink)) {
    print_error(diagnostics::render_text(sink.diagnostics(), sources, {}));
    return ExitCode::tool;
  }
  return print_output(
      fmt::format("wrote {0}\n\nnext: envc check {0}\n      envc test {0}\n      envc why {0} helper git_push branch=main\n",
                  text::escape_for_terminal(path)));
}

}  // namespace

Command init_command() {
  return {"init",
          "[DIR]",
          "write a first policy: enforcing, deny by default, with tests",
          "Writes DIR/policy.envelope (DIR: the current directory; made where it is missing). An existing file is never overwritten.\n",
          {},
          run_init};
}

}  // namespace envelope::cli
