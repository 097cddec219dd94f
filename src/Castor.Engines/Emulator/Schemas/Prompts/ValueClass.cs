namespace Castor.Engines.Emulator.Schemas;

/// <summary>What the name of a property says about its value.</summary>
internal enum ValueClass
{
    None,
    Place,
    Person,
    Title,
    Text,
    Email,
    Url,
    Date,
    Time,
    Path,
    Language,
    Currency,
    Colour,
    Unit,
    Weekday,
    Symbol,
}
