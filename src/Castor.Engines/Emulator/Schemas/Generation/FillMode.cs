namespace Castor.Engines.Emulator.Schemas;

/// <summary>How much of an object is filled in.</summary>
internal enum FillMode
{
    /// <summary>All properties, as a full answer has them.</summary>
    Everything,

    /// <summary>The required properties and those that the prompt names a value for, as the arguments of a call have them.</summary>
    Named,
}
