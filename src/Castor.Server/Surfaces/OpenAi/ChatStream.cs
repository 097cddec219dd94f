using System.Buffers;
using System.IO.Pipelines;
using Castor.Protocol;
using Castor.Protocol.Json;
using Castor.Protocol.OpenAi;
using Castor.Server.Surfaces.Twins;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Writes chunks as the server-sent events of the dialect, which end with <c>[DONE]</c>.</summary>
internal sealed class ChatStream(HttpContext context, ChatStyle style) : IAnswerStream
{
    private readonly PipeWriter _output = context.Response.BodyWriter;
    private readonly Dictionary<int, ChatAnswerBuilder> _answers = [];
    private bool _failed;

    public bool Started { get; private set; }

    public IAsyncEnumerable<GenerateContentResponse> Shape(IAsyncEnumerable<GenerateContentResponse> chunks) => chunks;

    public void Start(string engine)
    {
        HttpResponse response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.ContentDisposition = "attachment";
        response.Headers[EngineHeader.Name] = engine;
        Started = true;
    }

    public async ValueTask<bool> WriteAsync(GenerateContentResponse chunk, CancellationToken cancellationToken)
    {
        GenerateContentResponse whole = OpenAiAnswer.Whole(chunk);
        if (whole.Candidates?.Any(candidate => CountThoughts(candidate) > 0) == true)
        {
            // A delta is marked as a thought or not: what is both becomes two, or clients that leave thoughts out lose text.
            WriteEvent(ToChunk(whole with
            {
                Candidates = [.. whole.Candidates.Where(candidate => CountThoughts(candidate) > 0).Select(TakeThoughts)],
                UsageMetadata = null,
            }));
            whole = whole with { Candidates = [.. whole.Candidates.Select(SkipThoughts)] };
        }

        WriteEvent(ToChunk(whole));
        return !(await _output.FlushAsync(cancellationToken)).IsCompleted;
    }

    public async Task WriteErrorAsync(ApiException exception)
    {
        _failed = true;
        _output.Write("data: "u8);
        WireJson.Write(_output, exception.ToResponse(), JsonStyle.Compact);
        _output.Write("\n\n"u8);
        await _output.FlushAsync(context.RequestAborted);
    }

    public async ValueTask CompleteAsync()
    {
        // A stream that failed does not end as if it were whole.
        if (!_failed)
        {
            _output.Write("data: [DONE]\n\n"u8);
            await _output.FlushAsync(context.RequestAborted);
        }
    }

    /// <summary>The thoughts that a piece begins with, where something else follows; 0 where it is all thought or all answer.</summary>
    private static int CountThoughts(Candidate candidate)
    {
        IReadOnlyList<Part> parts = candidate.Content?.Parts ?? [];
        int count = 0;
        while (count < parts.Count && parts[count].Thought == true)
        {
            count++;
        }

        return count < parts.Count ? count : 0;
    }

    private static Candidate TakeThoughts(Candidate candidate) => new()
    {
        Content = candidate.Content! with { Parts = [.. candidate.Content.Parts!.Take(CountThoughts(candidate))] },
        Index = candidate.Index,
    };

    private static Candidate SkipThoughts(Candidate candidate) => CountThoughts(candidate) is > 0 and var count
        ? candidate with { Content = candidate.Content! with { Parts = [.. candidate.Content.Parts!.Skip(count)] } }
        : candidate;

    private void WriteEvent(ChatCompletionChunk chunk)
    {
        _output.Write("data: "u8);
        OpenAiJson.Write(_output, chunk);
        _output.Write("\n\n"u8);
    }

    private ChatCompletionChunk ToChunk(GenerateContentResponse chunk) => new()
    {
        Choices = chunk.PromptFeedback?.BlockReason is not null && chunk.Candidates is not { Count: > 0 }
            ? [new ChatChunkChoice { Delta = new ChatAnswer { Role = "assistant" }, FinishReason = ChatFinish.Filtered }]
            : [.. (chunk.Candidates ?? []).Select(candidate => ToChoice(candidate, chunk.ResponseId ?? ""))],
        Created = style.Created,
        Id = chunk.ResponseId,
        Model = style.Model,
        Object = "chat.completion.chunk",
        Usage = style.IncludeUsage ? ChatUsages.Of(chunk.UsageMetadata) : null,
    };

    private ChatChunkChoice ToChoice(Candidate candidate, string responseId)
    {
        int index = candidate.Index ?? 0;
        if (!_answers.TryGetValue(index, out ChatAnswerBuilder? answer))
        {
            _answers.Add(index, answer = new ChatAnswerBuilder(style, index));
        }

        return new ChatChunkChoice
        {
            Delta = answer.Add(candidate, responseId),
            FinishReason = answer.Finish(candidate.FinishReason),
            Index = index,
            Logprobs = ChatLogprobsWriter.Of(candidate.LogprobsResult),
        };
    }
}
