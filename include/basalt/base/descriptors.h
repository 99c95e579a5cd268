// File descriptors: how many the process may have, and how tables of the storage engine and connections share them.
// Any thread.
#pragma once

#include <cstddef>

namespace basalt {

// Raises the soft limit to the hard one: ten thousand connections need more than the usual 1,024. Before anything asks
// for its share. Where that fails there are fewer.
void raise_descriptor_limit();

struct DescriptorShares {
  size_t tables;       // of the storage engine
  size_t connections;  // what the limit leaves beside them and a few of everything else; at least 1
};
DescriptorShares share_descriptors();
DescriptorShares share_descriptors(size_t limit);

}  // namespace basalt
