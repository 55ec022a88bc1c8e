/* Characters of paths. */
@begin
#define MAXPATHLEN 4096
#define SEP L'/'
#define DELIM L':'
