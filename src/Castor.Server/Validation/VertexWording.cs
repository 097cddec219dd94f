using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>
/// Puts refusals in the words of Vertex AI: findings of single fields as one list, sentences in the frame that its recorded texts have, and those
/// that were recorded without it as they are.
/// </summary>
internal static class VertexWording
{
    private const string Frame = "Unable to submit request because ";
    private const string Reference = "https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/gemini";
    private const string FieldPrefix = "* GenerateContentRequest.";

    private static readonly string[] s_bare =
    [
        Frame, "Request contains an invalid argument.", "Please ensure that ", "Invalid CachedContent name", "Tool config, tools and system instruction ",
        "Invalid JSON payload received.", "Invalid value at ",
    ];

    /// <summary>The refusal as Vertex AI words it.</summary>
    public static ApiException Of(ApiException refusal) =>
        refusal.Status != ApiStatus.InvalidArgument ? refusal : ApiException.InvalidArgument(Of(refusal.Message), [.. refusal.Details]);

    private static string Of(string text)
    {
        if (text.StartsWith(FieldPrefix, StringComparison.Ordinal))
        {
            return "The GenerateContentRequest proto is invalid:\n" + string.Join('\n', text.TrimEnd('\n').Split('\n').Select(ToItem));
        }

        return s_bare.Any(start => text.StartsWith(start, StringComparison.Ordinal)) ? text : $"{Frame}{text}. Learn more: {Reference}";
    }

    private static string ToItem(string line) =>
        line.StartsWith(FieldPrefix, StringComparison.Ordinal) ? $"  * {line[FieldPrefix.Length..]}" : line;
}
