namespace Castor.Inference.Scheduling;

/// <summary>Where a request's time went. What has not begun is zero, and what has not ended counts up to now.</summary>
/// <param name="Queued">From its arrival until its first token of prompt could be computed.</param>
/// <param name="Prompt">From then until the first token of the answer.</param>
/// <param name="Generation">From then until the last token of the last answer.</param>
public readonly record struct GenerationTimings(TimeSpan Queued, TimeSpan Prompt, TimeSpan Generation);
