using System.Diagnostics;
using System.Diagnostics.Metrics;
using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Usage;

/// <summary>
/// Meters answered calls by the conventions for generative AI: tokens in and out, and how long answers took.
/// <see href="https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-metrics/"/>
/// </summary>
internal sealed class UsageMeter
{
    /// <summary>The name to subscribe to.</summary>
    public const string MeterName = "Castor";

    private readonly Histogram<long> _tokens;
    private readonly Histogram<double> _duration;
    private readonly TimeProvider _time;

    public UsageMeter(IMeterFactory meters, TimeProvider time)
    {
        Meter meter = meters.Create(MeterName);
        _tokens = meter.CreateHistogram<long>("gen_ai.client.token.usage", "{token}", "Tokens of a call, by type.");
        _duration = meter.CreateHistogram<double>("gen_ai.server.request.duration", "s", "Time from the parsed request to the last chunk.");
        _time = time;
    }

    /// <summary>The start of a call; 0 when nobody listens.</summary>
    public long Start() => _duration.Enabled ? _time.GetTimestamp() : 0;

    /// <summary>Meters a call that was answered, or answered until its client hung up.</summary>
    public void Record(ModelEntry model, string operation, UsageMetadata? usage, long started)
    {
        if (!_tokens.Enabled && !_duration.Enabled)
        {
            return;
        }

        var tags = new TagList
        {
            { "gen_ai.request.model", model.Id },
            { "gen_ai.operation.name", operation },
            { "castor.engine", model.Engine },
        };
        if (started != 0)
        {
            _duration.Record(_time.GetElapsedTime(started).TotalSeconds, tags);
        }

        if (usage is null)
        {
            return;
        }

        _tokens.Record(usage.PromptTokenCount ?? 0, [.. tags, new("gen_ai.token.type", "input")]);
        _tokens.Record((usage.CandidatesTokenCount ?? 0) + (usage.ThoughtsTokenCount ?? 0), [.. tags, new("gen_ai.token.type", "output")]);
    }
}
