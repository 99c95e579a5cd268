// Codec<Action>: how an action's request is read from JSON and its response written. One file per action
// (put_item_codec.h, .cc) specialises it:
//
//   template <>
//   struct Codec<operations::PutItem> {
//     static void decode(ObjectReader& members, operations::PutItem::Request& request);
//     static void encode(const operations::PutItem::Response& response, std::string& out);
//   };
//
// decode reports to members.problems(); the dispatcher refuses the request when there are any. encode appends one JSON
// object to out.
#pragma once

#include <string>

#include "wire/object_reader.h"

namespace basalt::wire {

template <class Action>
struct Codec;

}  // namespace basalt::wire
