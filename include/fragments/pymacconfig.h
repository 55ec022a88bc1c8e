/* What Apple's universal builds decide by compiler rather than by configure: nothing elsewhere. */
@begin
