namespace Castor.Engines.Scenarios.Faults;

/// <summary>So many calls of a model in a window; the window begins with its first call.</summary>
/// <param name="Limit">The calls.</param>
/// <param name="IsDay">Whether the window is a day, else a minute.</param>
internal sealed record QuotaRule(int Limit, bool IsDay)
{
    public TimeSpan Window => IsDay ? TimeSpan.FromDays(1) : TimeSpan.FromMinutes(1);
}
