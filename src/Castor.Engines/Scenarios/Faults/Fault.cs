namespace Castor.Engines.Scenarios.Faults;

/// <summary>What goes wrong, and how often.</summary>
internal sealed record Fault
{
    /// <summary>A failure in place of the answer, or in mid-stream where <see cref="ErrorAfter"/> is set.</summary>
    public ScriptedError? Error { get; init; }

    /// <summary>The chunks that come before the failure.</summary>
    public int? ErrorAfter { get; init; }

    /// <summary>Calls beyond a quota are refused.</summary>
    public QuotaRule? Quota { get; init; }

    public Latency? Latency { get; init; }

    /// <summary>The chunks that come before the connection is cut.</summary>
    public int? CutAfter { get; init; }

    /// <summary>The chunks that come before one that is broken JSON.</summary>
    public int? MalformedAfter { get; init; }

    /// <summary>The chunks that come before the answer hangs.</summary>
    public int? HangAfter { get; init; }

    /// <summary>A candidate without content.</summary>
    public bool EmptyCandidate { get; init; }

    /// <summary>A stream that ends without a finish reason.</summary>
    public bool NoFinishReason { get; init; }

    /// <summary>How often the fault strikes; null for always.</summary>
    public int? Times { get; init; }

    /// <summary>The calls that pass before it strikes first.</summary>
    public int Skip { get; init; }

    /// <summary>It strikes each so many calls.</summary>
    public int Every { get; init; } = 1;

    /// <summary>It strikes with this probability, drawn from <see cref="Seed"/> and the number of the call.</summary>
    public double? Probability { get; init; }

    public int Seed { get; init; }

    /// <summary>Whether the fault leaves no answer at all.</summary>
    public bool IsFailure => (Error is not null && ErrorAfter is null) || HangAfter == 0;

    /// <summary>Whether it strikes at the call of this number, counted from 0.</summary>
    public bool StrikesAt(long call, long struck) =>
        call >= Skip
        && (call - Skip) % Every == 0
        && struck < (Times ?? long.MaxValue)
        && (Probability is not { } probability || new Emulator.EmulatorRandom(((ulong)(uint)Seed << 32) ^ (ulong)call).NextDouble() < probability);
}
