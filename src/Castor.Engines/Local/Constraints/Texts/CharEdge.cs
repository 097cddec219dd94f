namespace Castor.Engines.Local.Constraints;

/// <summary>Where a range of characters leads.</summary>
internal readonly record struct CharEdge(int First, int Last, int To);
