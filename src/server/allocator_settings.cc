// What jemalloc reads before main, when the server is linked with it. A thread of its own gives unused memory back to
// the system, so that a server gone idle shrinks without being asked anything.

extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "background_thread:true";
}
