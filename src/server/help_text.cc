#include <algorithm>
#include <string>
#include <string_view>

#include "server/command_line.h"

namespace basalt::server {
namespace {

constexpr size_t kWidth = 80;
constexpr size_t kIndent = 6;

constexpr std::string_view kOpening = R"(basalt - a database server that speaks DynamoDB's API

USAGE
  basalt [serve] [--config FILE] [--SETTING VALUE ...]
  basalt health [--host ADDRESS] [--port N]
  basalt verify [--data-dir PATH | --endpoint URL] [--json]
  basalt repair [--data-dir PATH] [--salvage-log]
  basalt version
  basalt help

COMMANDS
  serve      Serves until SIGTERM or SIGINT, then answers what is in flight,
             writes everything out and exits with 0. A second signal ends it at
             once. This is what happens without a command.
  health     Asks a running server whether it is well: exits with 0 when it is
             and 1 when it is not. For the health checks of containers.
  verify     Checks a data directory that no server has: every file, every index
             against its table, counters, the change log. Changes nothing.
             With --endpoint http://ADDRESS:PORT a running server checks its
             own, which needs its setting admin. --json prints the report as
             JSON. The last line is the verdict; exits with 0 when it is clean
             and 3 when there are problems.
  repair     Makes indexes, counters and collection sizes again from the tables
             of a data directory that no server has, and says what it changed.
             --salvage-log opens one whose write-ahead log is damaged: it drops
             what follows the damage and keeps a copy beside it. Exits with 3
             when there are problems left that it cannot mend.
  version    Prints the version.
  help       Prints this.

SETTINGS
  A setting can be a flag (--data-dir PATH), an environment variable
  (BASALT_DATA_DIR=PATH) or a key of the config file ({"data-dir": "PATH"}).
  Flags win over the environment, the environment over the file, the file over
  the defaults. What is unknown or contradicts itself is refused at start.

  --config FILE
      The config file, a JSON object. BASALT_CONFIG names it too.
)";

constexpr std::string_view kClosing = R"(
DYNAMODB LOCAL
  The command line of DynamoDB Local works as it is, also with the words
  "-jar DynamoDBLocal.jar" before it: -port, -inMemory, -dbPath, -sharedDb,
  -cors, -delayTransientStatuses, -optimizeDbBeforeStartup, -disableTelemetry
  and -help. The server then listens on all addresses, as DynamoDB Local does.

EXIT STATUS
  0  stopped as asked
  1  could not start, or failed
  2  a setting or argument was refused
  3  verify or repair: there are problems

EXAMPLES
  basalt
  basalt --in-memory --port 0
  basalt --host 0.0.0.0 --data-dir /var/lib/basalt --durability interval
  aws dynamodb list-tables --endpoint-url http://localhost:8000
)";

// Breaks the text into lines, each indented.
void append_paragraph(std::string_view text, std::string& to) {
  while (!text.empty()) {
    size_t end = std::min(text.size(), kWidth - kIndent);
    if (end < text.size()) end = text.rfind(' ', end);
    to.append(kIndent, ' ').append(text.substr(0, end)).push_back('\n');
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

std::string help_text() {
  std::string text(kOpening);
  std::string_view section;
  for (const Setting& setting : settings()) {
    if (setting.section != section) {
      section = setting.section;
      text.append("\n  ").append(section).push_back('\n');
    }
    text.append("  ").append(flag_of(setting));
    if (!setting.value_name.empty()) text.append(" ").append(setting.value_name);
    text.push_back('\n');
    std::string help(setting.help);
    if (setting.kind != SettingKind::kSwitch) help.append(" Default: ").append(setting.default_value).append(".");
    append_paragraph(help, text);
  }
  return text.append(kClosing);
}

}  // namespace basalt::server
