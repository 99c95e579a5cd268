#include "basalt/value/dynamodb_json.h"
#include "basalt/wire/dispatcher.h"
#include "wire/object_writer.h"

namespace basalt::wire {
namespace {

void write_reasons(const std::vector<CancellationReason>& reasons, std::string& out) {
  ArrayWriter array(out);
  for (const CancellationReason& reason : reasons) {
    ObjectWriter object(array.element());
    object.string("Code", reason.code);
    if (reason.item) object.item("Item", ItemView(*reason.item));
    if (!reason.message.empty()) object.string("Message", reason.message);
  }
}

void write_error(const ApiError& error, std::string& out) {
  ObjectWriter object(out);
  object.string("__type", error.type());
  if (!error.cancellation_reasons().empty()) {
    write_reasons(error.cancellation_reasons(), object.key("CancellationReasons"));
  }
  if (!error.message().empty()) object.string(error.capital_message() ? "Message" : "message", error.message());
  if (error.item()) object.item("Item", ItemView(*error.item()));
}

}  // namespace

Answer error_answer(const ApiError& error) {
  Answer answer;
  answer.status = error.http_status();
  answer.error = error.name();
  answer.throttled = error.name() == "ThrottlingException";
  write_error(error, answer.body);
  return answer;
}

}  // namespace basalt::wire
