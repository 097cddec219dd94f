namespace Castor.Engines.Catalog;

/// <summary>How thinking is set on a model.</summary>
public enum ThinkingMode
{
    /// <summary>The model does not think.</summary>
    None,

    /// <summary>By <c>thinkingBudget</c>.</summary>
    Budget,

    /// <summary>By <c>thinkingLevel</c>; a budget is taken too.</summary>
    Level,
}
