/* Atomic access, not in the limited API. */
@begin
