namespace Castor.Inference.Chat;

/// <summary>The marks of the templates.</summary>
internal static class ChatMarks
{
    public const string Bos = "<bos>";

    public const string StartOfTurn = "<start_of_turn>";
    public const string EndOfTurn = "<end_of_turn>";

    public const string Turn = "<|turn>";
    public const string TurnEnd = "<turn|>";
    public const string Tool = "<|tool>";
    public const string ToolEnd = "<tool|>";
    public const string Call = "<|tool_call>";
    public const string CallEnd = "<tool_call|>";
    public const string Response = "<|tool_response>";
    public const string ResponseEnd = "<tool_response|>";
    public const string Channel = "<|channel>";
    public const string ChannelEnd = "<channel|>";
    public const string Think = "<|think|>";

    /// <summary>Before and after a string within a declaration, a call or a response.</summary>
    public const string Quote = "<|\"|>";

    public static IReadOnlyList<string> Gemma3 { get; } = [Bos, StartOfTurn, EndOfTurn];

    public static IReadOnlyList<string> Gemma4 { get; } =
        [Bos, Turn, TurnEnd, Tool, ToolEnd, Call, CallEnd, Response, ResponseEnd, Channel, ChannelEnd, Think, Quote];
}
