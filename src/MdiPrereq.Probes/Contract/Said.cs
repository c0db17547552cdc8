// What a rule has a wording say: what was seen and what it means, and what to do about it.
global using Said = (string Message, string Remediation);
