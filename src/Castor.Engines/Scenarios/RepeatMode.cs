namespace Castor.Engines.Scenarios;

/// <summary>What comes after the last answer of a sequence.</summary>
internal enum RepeatMode
{
    /// <summary>The last answer again.</summary>
    Last,

    /// <summary>The first answer, and so on.</summary>
    Cycle,

    /// <summary>A failure that says so.</summary>
    Error,

    /// <summary>The scenario takes no more calls; others may.</summary>
    Skip,
}
