namespace Castor.Engines.Emulator.Dialogue;

/// <summary>A language that the emulator speaks. English comes first: it is what is spoken when nothing is recognised.</summary>
internal enum Language
{
    English,
    German,
    French,
    Spanish,
    Italian,
    Portuguese,
    Dutch,
    Polish,
    Turkish,
    Swedish,
    Vietnamese,
    Indonesian,
    Japanese,
    Chinese,
    Korean,
    Russian,
    Ukrainian,
    Arabic,
    Hebrew,
    Hindi,
    Thai,
    Greek,
}
