using Castor.Protocol;
using Part = Castor.Protocol.Part;

namespace Castor.Engines.Local.Requests;

/// <summary>
/// Puts responses in the order of the calls that they answer. Templates tell them apart by place and name only; a response names its call by the
/// call's id, and may leave out its name then.
/// </summary>
internal sealed class CallResponses
{
    private readonly List<FunctionCall> _calls = [];

    /// <summary>Takes what the model said.</summary>
    public void NoteCalls(Content content)
    {
        _calls.Clear();
        _calls.AddRange((content.Parts ?? []).Select(p => p.FunctionCall).OfType<FunctionCall>());
    }

    /// <summary>The parts of the user's content, responses first where the calls were.</summary>
    public IEnumerable<Part> InOrder(IReadOnlyList<Part> parts)
    {
        if (_calls.Count == 0 || !parts.Any(p => p.FunctionResponse is not null))
        {
            return parts;
        }

        return parts.Select(WithName).OrderBy(p => p.FunctionResponse is { } response ? PlaceOf(response) : int.MaxValue);
    }

    private Part WithName(Part part) => part.FunctionResponse is { Name: null or "" } response && Find(response) is { } call
        ? part with { FunctionResponse = response with { Name = call.Name } }
        : part;

    private FunctionCall? Find(FunctionResponse response) => _calls.Find(c => c.Id is { Length: > 0 } id && id == response.Id);

    // One without an id stays where it is among its like: sorting is stable.
    private int PlaceOf(FunctionResponse response)
    {
        int place = _calls.FindIndex(c => c.Id is { Length: > 0 } id && id == response.Id);
        return place >= 0 ? place : _calls.Count;
    }
}
