// Linked with one whole layer and only what it may use; that it links is the test.
int main() { return 0; }
