namespace Castor.Engines.Scenarios.Faults;

/// <summary>What goes wrong with one call: the faults that strike it, laid over each other.</summary>
internal sealed record FaultPlan
{
    public static FaultPlan None { get; } = new();

    public Latency? Latency { get; private init; }

    /// <summary>A failure before the first chunk.</summary>
    public ScriptedError? Refusal { get; private init; }

    /// <summary>A failure after <see cref="ErrorAfter"/> chunks.</summary>
    public ScriptedError? Error { get; private init; }

    public int? ErrorAfter { get; private init; }

    public int? CutAfter { get; private init; }

    public int? MalformedAfter { get; private init; }

    public int? HangAfter { get; private init; }

    public bool EmptyCandidate { get; private init; }

    public bool NoFinishReason { get; private init; }

    /// <summary>Whether the chunks have to be looked at.</summary>
    public bool TouchesChunks =>
        ErrorAfter is not null || CutAfter is not null || MalformedAfter is not null || HangAfter is not null || NoFinishReason || Latency is not null;

    /// <summary>Whether anything goes wrong at all.</summary>
    public bool Strikes => TouchesChunks || Refusal is not null || EmptyCandidate;

    /// <summary>This plan and a further fault; what is there already stays.</summary>
    public FaultPlan With(Fault? fault) => fault is null ? this : new FaultPlan
    {
        Latency = Latency ?? fault.Latency,
        Refusal = Refusal ?? (fault.ErrorAfter is null ? fault.Error : null),
        Error = Error ?? (fault.ErrorAfter is null ? null : fault.Error),
        ErrorAfter = ErrorAfter ?? fault.ErrorAfter,
        CutAfter = CutAfter ?? fault.CutAfter,
        MalformedAfter = MalformedAfter ?? fault.MalformedAfter,
        HangAfter = HangAfter ?? fault.HangAfter,
        EmptyCandidate = EmptyCandidate || fault.EmptyCandidate,
        NoFinishReason = NoFinishReason || fault.NoFinishReason,
    };
}
