namespace Castor.Engines.Catalog;

/// <summary>A catalogue file that cannot be used; the message is one line with the place of the mistake.</summary>
/// <param name="path">The file.</param>
/// <param name="line">The line, from 1; 0 where the whole file is meant.</param>
/// <param name="column">The column in bytes, from 1.</param>
/// <param name="reason">What is wrong.</param>
public sealed class CatalogFileException(string path, long line, long column, string reason)
    : Exception(line == 0 ? $"{path}: {reason}" : $"{path}:{line}:{column}: {reason}")
{
    /// <summary>The line, from 1; 0 where the whole file is meant.</summary>
    public long Line { get; } = line;

    /// <summary>The column in bytes, from 1.</summary>
    public long Column { get; } = column;
}
