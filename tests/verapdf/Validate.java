import java.io.File;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Prints, for each pair of arguments FLAVOUR FILE, "pass" or "fail" and the broken clauses. */
public class Validate {
    public static void main(String[] args) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 0; i < args.length; i += 2) {
            PDFAFlavour flavour = PDFAFlavour.fromString(args[i]);
            try (PDFAParser parser =
                            Foundries.defaultInstance().createParser(new File(args[i + 1]), flavour);
                    PDFAValidator validator =
                            Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                System.out.println(args[i] + " " + (result.isCompliant() ? "pass" : "fail"));
                TreeMap<String, Integer> broken = new TreeMap<>();
                for (TestAssertion a : result.getTestAssertions()) {
                    if (a.getStatus() == TestAssertion.Status.FAILED) {
                        broken.merge(a.getRuleId().getClause() + " " + a.getMessage(), 1, Integer::sum);
                    }
                }
                broken.forEach((clause, times) -> System.out.println("  " + times + " x " + clause));
            }
        }
    }
}
