using System.Collections.Frozen;

namespace Castor.Inference.Tokenization;

/// <summary>The spellings that are marks of Gemma's templates whatever a file says of their kind.</summary>
/// <remarks>
/// Published Gemma 4 files type the marks of calls, responses, channels and strings as user-defined, which would split them out of any text: a user
/// who spells one could then write the model's side of the conversation.
/// </remarks>
internal static class ControlPieces
{
    /// <summary>The marks, as they are spelt.</summary>
    public static FrozenSet<string> Spellings { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        "<bos>", "<eos>", "<pad>", "<start_of_turn>", "<end_of_turn>", "<start_of_image>", "<end_of_image>", "<image_soft_token>",
        "<|turn>", "<turn|>", "<|tool>", "<tool|>", "<|tool_call>", "<tool_call|>", "<|tool_response>", "<tool_response|>", "<|channel>",
        "<channel|>", "<|think|>", "<|\"|>", "<|image>", "<image|>", "<|image|>", "<|audio>", "<audio|>", "<|audio|>", "<|video|>");

    /// <summary>
    /// The marks at which an answer ends. A model that called a function goes on with the mark of a response, which is not its to write.
    /// </summary>
    public static IReadOnlyList<string> Ends { get; } = ["<end_of_turn>", "<turn|>", "<eos>", "<|tool_response>"];
}
