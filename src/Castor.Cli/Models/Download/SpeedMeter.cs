using System.Globalization;

namespace Castor.Cli.Models.Download;

/// <summary>Tells how much is done, how fast, and how long the rest will take. Not safe for several threads at once.</summary>
internal sealed class SpeedMeter(TimeProvider clock, long? size, long done)
{
    // The last ten seconds, so that a change of speed shows soon and a hiccup does not.
    private const int Samples = 20;
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(500);

    private readonly Queue<(long Time, long Done)> _samples = new([(clock.GetTimestamp(), done)]);
    private long _last = clock.GetTimestamp();

    public long? Size { get; } = size;

    public long Done { get; private set; } = done;

    /// <summary>Bytes a second; null before the first half second is over.</summary>
    public double? Speed { get; private set; }

    /// <summary>How much is done, of 100; null where the size is not known.</summary>
    public int? Percent => Size is > 0 and { } size ? (int)(Done * 100 / size) : null;

    public void Advance(long bytes)
    {
        Done += bytes;
        if (clock.GetElapsedTime(_last) < s_step)
        {
            return;
        }

        _last = clock.GetTimestamp();
        (long time, long before) = _samples.Peek();
        Speed = (Done - before) / clock.GetElapsedTime(time, _last).TotalSeconds;
        _samples.Enqueue((_last, Done));
        if (_samples.Count > Samples)
        {
            _samples.Dequeue();
        }
    }

    /// <summary>Such as <c>250 MB of 1.00 GB, 50 MB/s, 15 s left</c>.</summary>
    public string Describe()
    {
        string text = Size is { } size ? $"{ByteSize.Text(Done)} of {ByteSize.Text(size)}" : ByteSize.Text(Done);
        if (Speed is not (> 0 and { } speed))
        {
            return text;
        }

        text += $", {ByteSize.Text((long)speed)}/s";
        return Size is { } all && all > Done ? $"{text}, {Left((all - Done) / speed)} left" : text;
    }

    private static string Left(double seconds) => seconds switch
    {
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds):0} s"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds / 60):0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:0.0} h"),
    };
}
