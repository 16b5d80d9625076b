package org.paperwire.ingest;

/// The formats that are read.
public enum Format {
  /// A Daily Papers page saved as text.
  DAILY_PAPERS_PAGE("daily-papers-page"),
  /// An answer of Hugging Face's API.
  DAILY_PAPERS_API("daily-papers-api"),
  /// A Daily Papers page as HTML.
  DAILY_PAPERS_HTML("daily-papers-html"),
  /// An answer of arXiv's query API.
  ARXIV_API("arxiv-api"),
  /// A day's announcements of arXiv, as RSS or Atom.
  ARXIV_FEED("arxiv-feed"),
  /// Metadata of arXiv as JSON.
  ARXIV_METADATA("arxiv-metadata"),
  /// An answer of OAI-PMH.
  OAI_PMH("oai-pmh"),
  /// RSS, Atom or JSON Feed.
  FEED("feed"),
  /// A collection of the ACL Anthology.
  ACL_ANTHOLOGY("acl-anthology"),
  /// Works of OpenAlex.
  OPENALEX("openalex"),
  /// Works of Crossref.
  CROSSREF("crossref"),
  /// Papers of Semantic Scholar.
  SEMANTIC_SCHOLAR("semantic-scholar"),
  /// Preprints of bioRxiv or medRxiv.
  BIORXIV("biorxiv"),
  /// Records of PubMed.
  PUBMED("pubmed"),
  /// An article in JATS.
  JATS("jats"),
  /// A bibliography in BibTeX.
  BIBTEX("bibtex"),
  /// An archive of files of any of these.
  TAR("tar"),
  /// One paper as a JSON object, or an array of them.
  PAPERS_JSON("papers-json"),
  /// A paper a line.
  PAPERS_NDJSON("papers-ndjson");

  private final String slug;

  Format(String slug) {
    this.slug = slug;
  }

  /// Its name in answers and metrics.
  public String slug() {
    return slug;
  }
}
