using System.Text;
using Castor.Protocol;

namespace Castor.Server.Safety;

/// <summary>What a candidate has said so far, and what was found of it.</summary>
internal sealed class ScreenedCandidate
{
    /// <summary>How much of what was rated already goes along, so that harm is seen that stands across the border.</summary>
    private const int Context = 4096;

    private readonly StringBuilder _text = new();
    private bool _hasTold;

    /// <summary>How many chars nobody has rated yet.</summary>
    public int Unrated { get; private set; }

    /// <summary>Whether it has come to its end.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Whether its ratings block it.</summary>
    public bool IsBlocked { get; private set; }

    /// <summary>The last ratings; null before the first.</summary>
    public IReadOnlyList<SafetyRating>? Ratings { get; private set; }

    /// <summary>What is to be rated: all that is new, after some of what is not.</summary>
    public string Text => _text.ToString();

    /// <summary>Takes a piece.</summary>
    public void Add(Candidate piece)
    {
        HasEnded |= piece.FinishReason is not null;
        foreach (Part part in piece.Content?.Parts ?? [])
        {
            string said = SafetyText.Of(part) ?? "";
            _text.Append(said);
            Unrated += said.Length;
        }
    }

    /// <summary>Takes the ratings of <see cref="Text"/>.</summary>
    public void Rate(IReadOnlyList<SafetyRating> ratings)
    {
        Ratings = ratings;
        IsBlocked = ratings.Any(r => r.Blocked == true);
        Unrated = 0;
        _text.Remove(0, Math.Max(0, _text.Length - Context));
    }

    /// <summary>Whether its block is still to be told; once.</summary>
    public bool TryTellBlock()
    {
        bool tells = IsBlocked && !_hasTold;
        _hasTold |= tells;
        return tells;
    }
}
