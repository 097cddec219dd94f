namespace Castor.Cli.Models.Download;

/// <summary>Shows nothing, for <c>--quiet</c>.</summary>
internal sealed class NoProgress : IPullProgress
{
    public Task ShowAsync(Func<Task> pull) => pull();

    public void Start(string activity, string name, long? size, long done)
    {
    }

    public void Advance(long bytes)
    {
    }

    public void Note(string line)
    {
    }
}
