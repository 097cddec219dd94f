using System.Text;
using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Inference.Scheduling;
using Castor.Protocol;

namespace Castor.Cli.Chat;

/// <summary>A conversation with a model: what was said so far, and how to go on.</summary>
/// <param name="engine">What answers.</param>
/// <param name="model">Which model.</param>
/// <param name="clock">The clock of timings.</param>
/// <param name="timings">Where the time of the last answer went, as the engine measured it; null where it measures nothing.</param>
internal sealed class Conversation(IEngine engine, ModelEntry model, TimeProvider clock, Func<GenerationTimings>? timings = null)
{
    private readonly List<Content> _contents = [];

    /// <summary>How the model is asked.</summary>
    public ChatSettings Settings { get; set; } = new();

    /// <summary>How many messages and answers there are.</summary>
    public int Length => _contents.Count;

    /// <summary>Forgets what was said.</summary>
    public void Clear() => _contents.Clear();

    /// <summary>Takes the last message back, with its answer; null where there is none.</summary>
    public string? TakeBack()
    {
        int at = _contents.FindLastIndex(c => c.Role == "user");
        if (at < 0)
        {
            return null;
        }

        string text = _contents[at].Parts![0].Text!;
        _contents.RemoveRange(at, _contents.Count - at);
        return text;
    }

    /// <summary>Says something, and writes the answer as it comes. A message without an answer is not kept.</summary>
    public async Task<ChatAnswer> AskAsync(string message, AnswerWriter writer, CancellationToken cancellationToken)
    {
        _contents.Add(new Content { Role = "user", Parts = [new Part { Text = message }] });
        long start = clock.GetTimestamp();
        long first = 0;
        var text = new StringBuilder();
        UsageMetadata? usage = null;
        FinishReason? finish = null;
        string? failure = null;
        bool isStopped = false;
        try
        {
            await foreach (GenerateContentResponse chunk in engine.GenerateAsync(Call(), cancellationToken))
            {
                usage = chunk.UsageMetadata ?? usage;
                first = first == 0 ? clock.GetTimestamp() : first;
                Candidate? candidate = chunk.Candidates?.FirstOrDefault();
                finish = candidate?.FinishReason ?? finish;
                foreach (Part part in candidate?.Content?.Parts ?? [])
                {
                    writer.Write(part.Text ?? "", part.Thought == true);
                    text.Append(part.Thought == true ? "" : part.Text);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            isStopped = true;
        }
        catch (ApiException e)
        {
            failure = e.Message;
        }

        Keep(text.ToString());
        long end = clock.GetTimestamp();
        return new ChatAnswer
        {
            Text = text.ToString(),
            Failure = failure,
            IsStopped = isStopped,
            IsCut = finish == FinishReason.MaxTokens,
            Usage = usage,
            First = clock.GetElapsedTime(start, first == 0 ? end : first),
            Timings = timings?.Invoke() ?? default,
        };
    }

    private GenerationCall Call() => new()
    {
        Model = model,
        Streamed = true,
        Request = new GenerateContentRequest
        {
            Contents = [.. _contents],
            SystemInstruction = Settings.System is { } system ? new Content { Parts = [new Part { Text = system }] } : null,
            GenerationConfig = new GenerationConfig
            {
                Temperature = Settings.Temperature,
                Seed = Settings.Seed,
                MaxOutputTokens = Settings.MaxTokens,
                ThinkingConfig = Settings.Thinks ? new ThinkingConfig { IncludeThoughts = true, ThinkingBudget = -1 } : null,
            },
        },
    };

    private void Keep(string answer)
    {
        if (answer.Length > 0)
        {
            _contents.Add(new Content { Role = "model", Parts = [new Part { Text = answer }] });
        }
        else
        {
            _contents.RemoveAt(_contents.Count - 1);
        }
    }
}
