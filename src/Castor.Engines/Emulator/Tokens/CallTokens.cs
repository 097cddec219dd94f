using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Tokens;

/// <summary>The tokens of a function call that an answer makes.</summary>
public static class CallTokens
{
    /// <summary>Counts the call's name and arguments in the form that the model writes.</summary>
    public static int Count(FunctionCall call, ModelEntry model) => ToolTokens.Count(call.Name, call.Args, CallDialect.Of(model));
}
