using Castor.Protocol;
using Castor.Protocol.OpenAi;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Writes a whole answer of the core as a chat completion.</summary>
internal static class ChatCompletionWriter
{
    public static ChatCompletion Write(GenerateContentResponse response, ChatStyle style) => new()
    {
        Choices = response.Candidates is { Count: > 0 } candidates
            ? [.. candidates.Select(candidate => ToChoice(candidate, response.ResponseId ?? "", style))]
            : [new ChatChoice { FinishReason = ChatFinish.Filtered, Message = new ChatAnswer { Role = "assistant" } }],
        Created = style.Created,
        Id = response.ResponseId,
        Model = style.Model,
        Object = "chat.completion",
        Usage = ChatUsages.Of(response.UsageMetadata),
    };

    private static ChatChoice ToChoice(Candidate candidate, string responseId, ChatStyle style)
    {
        var answer = new ChatAnswerBuilder(style, candidate.Index ?? 0);
        ChatAnswer message = answer.Add(candidate, responseId);
        return new ChatChoice
        {
            FinishReason = answer.Finish(candidate.FinishReason ?? FinishReason.Stop),
            Index = candidate.Index ?? 0,
            Logprobs = ChatLogprobsWriter.Of(candidate.LogprobsResult),
            Message = message,
        };
    }
}
