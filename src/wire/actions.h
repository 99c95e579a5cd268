// The actions there are. An action is served because it stands in this list; anything else is an unknown operation.
#pragma once

namespace basalt::wire {

template <class... Action>
struct ActionList {};

using Actions = ActionList<>;

}  // namespace basalt::wire
