/**
 * Words for the numbers of persons in Mexico and Chile.
 * @module
 */

/** Clave unica de registro de poblacion. */
export const MEXICAN_WORDS: readonly string[] = [
  // Spanish, English
  ...["curp", "curps", "clave \u00fanica", "clave \u00fanica de registro"],
  ...["clave \u00fanica de registro de poblaci\u00f3n", "clave \u00fanica de poblaci\u00f3n"],
  ...["registro de poblaci\u00f3n", "unique population registry code"],
  ...["population registry code", "poblaci\u00f3n", "renapo", "mexican id", "mexican curp"],
];

/** Rol unico tributario. */
export const CHILEAN_WORDS: readonly string[] = [
  // Spanish, English
  ...["rut", "r u t", "rut no", "rut nro", "rut n\u00famero", "rut number", "rutn", "=RUN"],
  ...["r u n", "run nro", "run chileno", "rut chileno", "rut empresa", "rut cliente"],
  ...["rut titular", "rol \u00fanico tributario", "rol unico nacional"],
  ...["rol \u00fanico nacional", "c\u00e9dula de identidad", "c\u00e9dula"],
  ...["carnet de identidad", "carnet", "c\u00e9dula chilena", "chilean rut", "chilean id"],
  ...["chilean tax id", "chilenische steuernummer", "num\u00e9ro rut", "n\u00famero rut"],
  ...["numero rut", "\u043d\u043e\u043c\u0435\u0440 rut"],
];
