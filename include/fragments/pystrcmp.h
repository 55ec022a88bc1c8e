/* Comparing C strings without regard to case (of ASCII letters). */
@begin
@declarations
#define PyOS_strnicmp PyOS_mystrnicmp
#define PyOS_stricmp PyOS_mystricmp
