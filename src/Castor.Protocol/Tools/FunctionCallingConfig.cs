namespace Castor.Protocol;

/// <summary>How functions are called. <see href="https://ai.google.dev/api/caching#FunctionCallingConfig"/></summary>
public sealed record FunctionCallingConfig : WireMessage
{
    /// <summary>Whether the model may, must or must not call.</summary>
    public FunctionCallingMode? Mode { get; init; }

    /// <summary>The functions it may call, with <c>ANY</c> or <c>VALIDATED</c>.</summary>
    public IReadOnlyList<string>? AllowedFunctionNames { get; init; }

    /// <summary>Whether arguments are streamed (Vertex AI).</summary>
    public bool? StreamFunctionCallArguments { get; init; }
}
