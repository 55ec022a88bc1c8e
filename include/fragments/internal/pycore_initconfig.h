/* Outcomes of the start, and lists of strings. */
@begin
@types
@constants
@declarations

#define _PyStatus_GET_FUNC() __func__
#define _PyStatus_OK() ((PyStatus){._type = _PyStatus_TYPE_OK})
#define _PyStatus_ERR(ERR_MSG) \
    ((PyStatus){._type = _PyStatus_TYPE_ERROR, .func = _PyStatus_GET_FUNC(), .err_msg = (ERR_MSG)})
#define _PyStatus_NO_MEMORY() _PyStatus_ERR("memory allocation failed")
#define _PyStatus_EXIT(EXITCODE) ((PyStatus){._type = _PyStatus_TYPE_EXIT, .exitcode = (EXITCODE)})
#define _PyStatus_IS_ERROR(STATUS) ((STATUS)._type == _PyStatus_TYPE_ERROR)
#define _PyStatus_IS_EXIT(STATUS) ((STATUS)._type == _PyStatus_TYPE_EXIT)
#define _PyStatus_EXCEPTION(STATUS) ((STATUS)._type != _PyStatus_TYPE_OK)
#define _PyStatus_UPDATE_FUNC(STATUS) do { (STATUS).func = _PyStatus_GET_FUNC(); } while (0)
#define _PyWideStringList_INIT ((PyWideStringList){.length = 0, .items = NULL})
#define _PyPreCmdline_INIT \
    ((_PyPreCmdline){.isolated = -1, .use_environment = -1, .dev_mode = -1})
