package org.paperwire.bibliography;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class WordingTest {

  @Example
  void writingsOfOneTitleHaveOneWording() {
    assertThat(Wording.of("$\\gamma$-MoD: Exploring Mixture-of-Depth"))
        .isEqualTo(Wording.of("γ−MoD: exploring  mixture of depth"))
        .isEqualTo("γ mod exploring mixture of depth");
    assertThat(Wording.of("SAEs $\\textit{Can}$ Improve a $M$ultilingual Owl"))
        .isEqualTo("saes can improve a multilingual owl");
    assertThat(Wording.of("Schr\\\"{o}dinger's owl &amp; Erd\\H{o}s"))
        .isEqualTo(Wording.of("Schrödinger’s Owl & Erdős"))
        .isEqualTo("schrodingers owl erdos");
    assertThat(Wording.of("The ﬁrst e\u00ADffi\u00ADcient owl"))
        .isEqualTo("the first efficient owl");
  }

  @Example
  void aWordBrokenAtTheEndOfALineIsPutTogether() {
    assertThat(Wording.of("statistical query learn- ing of owls"))
        .isEqualTo("statistical query learning of owls");
    assertThat(Wording.of("pre- and post-training")).isEqualTo("pre and post training");
  }

  @Example
  void entitiesAndLostSignsAreNoWords() {
    assertThat(Wording.of("conference on & hellip ; owls &#39; 97"))
        .isEqualTo("conference on owls 97");
    assertThat(Wording.of("owlminer â ?? a prototype")).isEqualTo("owlminer a prototype");
  }

  @Example
  void aByteOfLatin1ReadAsCyrillicIsItsLetter() {
    assertThat(Wording.of("m жzsu, r gќting, w kieпling")).isEqualTo("m ozsu r guting w kiessling");
    assertThat(Wording.of("Совы и журналы")).isEqualTo("совы и журналы");
  }

  @Property
  void reducingTwiceChangesNothing(@ForAll @StringLength(max = 60) String text) {
    String once = Wording.of(text);

    assertThat(Wording.of(once)).isEqualTo(once);
  }
}
