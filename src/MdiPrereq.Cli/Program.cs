System.Console.WriteLine("There are no commands yet.");
