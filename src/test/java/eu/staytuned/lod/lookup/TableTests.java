package eu.staytuned.lod.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables are read as spreadsheets write them, and rows stay as they are. */
class TableTests {

    private static List<Table.Row> rows(String text) {
        Table table = new Table(text);
        List<Table.Row> rows = new ArrayList<>();
        while (table.hasNext()) {
            rows.add(table.next());
        }
        return rows;
    }

    @Test
    void cellsMayHaveQuotesDelimitersAndLineBreaks() {
        List<Table.Row> rows = rows("a,\"b,\"\"c\"\"\",\"d\r\ne\"\r\nf,,\n");

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).cells()).containsExactly("a", "b,\"c\"", "d\r\ne");
        assertThat(rows.get(0).text()).isEqualTo("a,\"b,\"\"c\"\"\",\"d\r\ne\"");
        assertThat(rows.get(0).end()).isEqualTo("\r\n");
        assertThat(rows.get(1).cells()).containsExactly("f", "", "");
        assertThat(rows.get(1).end()).isEqualTo("\n");
    }

    @Test
    void allRowsTogetherAreTheFile() {
        String text = "a;b\r\n\"x\"\"y\";=1+1\n\n;\rlast";
        StringBuilder again = new StringBuilder();
        rows(text).forEach(row -> again.append(row.text()).append(row.end()));

        assertThat(again).hasToString(text);
    }

    @Test
    void theFirstLineTellsWhatStandsBetweenCells() {
        assertThat(new Table("a;b;c,d\n").delimiter()).isEqualTo(';');
        assertThat(new Table("a\tb\n").delimiter()).isEqualTo('\t');
        assertThat(new Table("\"a;b;c\",d\n").delimiter()).isEqualTo(',');
        assertThat(new Table("a\n").delimiter()).isEqualTo(',');
        assertThat(rows("\uFEFFa;b\n").get(0).cells()).containsExactly("a", "b");
    }

    @Test
    void aQuoteThatIsNeverClosedIsSaidWithItsLine() {
        assertThatThrownBy(() -> rows("a,b\n\"c,d\ne,f"))
                .isInstanceOf(Table.UnreadableException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void aCellIsWrittenSoThatItIsReadAgain() {
        Table table = new Table("a,b");
        for (String cell : List.of("x", "x,y", "\"", "x\ny", "=1+1", "")) {
            assertThat(rows(table.written(cell) + ",z").get(0).cells()).containsExactly(cell, "z");
        }
    }
}
