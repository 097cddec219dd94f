using Spectre.Console;
using Spectre.Console.Rendering;

namespace Castor.Cli.Models.Download;

/// <summary>A bar that moves on the terminal, with the speed and the time that is left.</summary>
internal sealed class TerminalProgress(IAnsiConsole console, TimeProvider clock) : IPullProgress
{
    private readonly Lock _lock = new();
    private ProgressContext? _context;
    private ProgressTask? _task;
    private SpeedMeter _meter = new(clock, size: null, done: 0);

    public Task ShowAsync(Func<Task> pull) => console.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new MeterColumn(this))
        .StartAsync(async context =>
        {
            _context = context;
            await pull();
        });

    public void Start(string activity, string name, long? size, long done)
    {
        lock (_lock)
        {
            _task?.StopTask();
            _meter = new SpeedMeter(clock, size, done);
            _task = _context!.AddTask(Markup.Escape($"{activity} {name}"), maxValue: size ?? 1);
            _task.IsIndeterminate = size is null;
            _task.Value = done;
        }
    }

    public void Advance(long bytes)
    {
        lock (_lock)
        {
            _meter.Advance(bytes);
            _task!.Value = _meter.Done;
        }
    }

    public void Note(string line) => console.WriteLine(line);

    private string Describe(ProgressTask task)
    {
        lock (_lock)
        {
            return ReferenceEquals(task, _task) ? _meter.Describe() : "";
        }
    }

    private sealed class MeterColumn(TerminalProgress progress) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(progress.Describe(task));
    }
}
