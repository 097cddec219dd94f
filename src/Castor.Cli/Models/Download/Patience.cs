namespace Castor.Cli.Models.Download;

/// <summary>Waits longer after each failure, until it gives up; a success makes it start over.</summary>
/// <param name="clock">The clock that the waits follow.</param>
/// <param name="failures">How many failures in a row are borne.</param>
internal sealed class Patience(TimeProvider clock, int failures)
{
    private const int FirstContactFailures = 3;
    private const int TransferFailures = 8;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(30);

    /// <summary>A server that asks for a longer break is not waited for.</summary>
    private static readonly TimeSpan s_longestBreak = TimeSpan.FromMinutes(5);

    private int _failures;

    /// <summary>For a server that was not reached yet: its name may be mistyped, so it gives up after some seconds.</summary>
    public static Patience ForFirstContact(TimeProvider clock) => new(clock, FirstContactFailures);

    /// <summary>For bytes that began to come: a line that is down for two minutes is borne.</summary>
    public static Patience ForTransfer(TimeProvider clock) => new(clock, TransferFailures);

    /// <summary>Bytes came.</summary>
    public void Reset() => _failures = 0;

    /// <summary>Waits before the next try.</summary>
    /// <param name="cut">What happened.</param>
    /// <param name="note">Is told what happened and how long the wait is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="PullException">It is time to give up.</exception>
    public async Task WaitAsync(CutException cut, Action<string>? note, CancellationToken cancellationToken)
    {
        _failures++;
        TimeSpan wait = cut.RetryAfter ?? TimeSpan.FromSeconds(Math.Min(Math.Pow(2, _failures - 1), s_longestWait.TotalSeconds));
        if (wait > s_longestBreak)
        {
            throw new PullException($"{Sentence(cut)}, and to come back in {Span(wait)}.", cut);
        }

        if (_failures > failures)
        {
            throw new PullException($"{Sentence(cut)}; it was tried {_failures} times.", cut);
        }

        note?.Invoke($"{Sentence(cut)}. Next try in {Span(wait)}.");
        await Task.Delay(wait, clock, cancellationToken);
    }

    /// <summary>Tries until it succeeds or it is time to give up.</summary>
    public async Task<T> TryAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken, Action<string>? note = null)
    {
        while (true)
        {
            try
            {
                return await action();
            }
            catch (CutException cut)
            {
                await WaitAsync(cut, note, cancellationToken);
            }
        }
    }

    private static string Sentence(CutException cut) => char.ToUpperInvariant(cut.Message[0]) + cut.Message[1..];

    private static string Span(TimeSpan span) => span.TotalMinutes >= 2 ? $"{Math.Ceiling(span.TotalMinutes):0} minutes" : $"{Math.Ceiling(span.TotalSeconds):0} s";
}
