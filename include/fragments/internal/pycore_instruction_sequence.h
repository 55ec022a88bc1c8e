/* What the compiler makes before it lays instructions out. */
@begin
@types
@constants
@declarations

#define NO_LABEL ((const _PyJumpTargetLabel){-1})
#define SAME_JUMP_TARGET_LABEL(L1, L2) ((L1).id == (L2).id)
#define IS_JUMP_TARGET_LABEL(L) (!SAME_JUMP_TARGET_LABEL(L, NO_LABEL))
