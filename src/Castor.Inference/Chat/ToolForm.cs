namespace Castor.Inference.Chat;

/// <summary>A tool in the grammar of an answer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arguments">The rule of its arguments, an object with its braces, in the template's own spelling.</param>
public sealed record ToolForm(string Name, int Arguments);
