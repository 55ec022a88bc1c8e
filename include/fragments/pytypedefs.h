/* Names of structs that are defined elsewhere, or nowhere public. */
@begin
struct _PyInterpreterFrame;
