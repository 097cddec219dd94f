namespace Castor.Cli.Models.Download;

/// <summary>Shows how a pull goes.</summary>
internal interface IPullProgress
{
    /// <summary>Shows what happens until a pull ends.</summary>
    Task ShowAsync(Func<Task> pull);

    /// <summary>A piece of work begins, or begins again.</summary>
    /// <param name="activity">What is done, such as <c>Pulling</c>.</param>
    /// <param name="name">The file that it is done with.</param>
    /// <param name="size">How many bytes there are to do; null where that is not known.</param>
    /// <param name="done">How many of them were done by an earlier run.</param>
    void Start(string activity, string name, long? size, long done);

    /// <summary>Bytes were done; connections call this at the same time.</summary>
    void Advance(long bytes);

    /// <summary>Something that the operator may want to know.</summary>
    void Note(string line);
}
