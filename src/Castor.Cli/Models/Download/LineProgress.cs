namespace Castor.Cli.Models.Download;

/// <summary>Writes a line now and then, for logs.</summary>
internal sealed class LineProgress(TextWriter output, TimeProvider clock) : IPullProgress
{
    private const int PercentStep = 10;
    private const long UnknownStep = 100_000_000;

    private readonly Lock _lock = new();
    private SpeedMeter _meter = new(clock, size: null, done: 0);
    private long _next;

    public Task ShowAsync(Func<Task> pull) => pull();

    public void Start(string activity, string name, long? size, long done)
    {
        lock (_lock)
        {
            _meter = new SpeedMeter(clock, size, done);
            _next = Position() + 1;
            string amount = size is { } bytes ? $", {ByteSize.Text(bytes)}" : "";
            output.WriteLine($"{activity} {name}{amount}{(done > 0 ? $", of which {ByteSize.Text(done)} are here already" : "")}.");
        }
    }

    public void Advance(long bytes)
    {
        lock (_lock)
        {
            _meter.Advance(bytes);
            if (Position() < _next)
            {
                return;
            }

            _next = Position() + 1;
            output.WriteLine($"  {(_meter.Percent is { } percent ? $"{percent,3}%  " : "")}{_meter.Describe()}");
        }
    }

    public void Note(string line)
    {
        lock (_lock)
        {
            output.WriteLine(line);
        }
    }

    private long Position() => _meter.Percent is { } percent ? percent / PercentStep : _meter.Done / UnknownStep;
}
