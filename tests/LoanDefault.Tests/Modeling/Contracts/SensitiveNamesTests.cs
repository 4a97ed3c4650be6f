using LoanDefault.Modeling.Contracts;

namespace LoanDefault.Tests.Modeling.Contracts;

internal sealed class SensitiveNamesTests
{
    [TestCase("gender")]
    [TestCase("Sex")]
    [TestCase("applicant_race")]
    [TestCase("ethnicity")]
    [TestCase("religion")]
    [TestCase("MaritalStatus")]
    [TestCase("age")]
    [TestCase("borrower_age")]
    [TestCase("date_of_birth")]
    [TestCase("zip3")]
    [TestCase("zip_code")]
    [TestCase("postcode")]
    public void A_characteristic_that_the_law_forbids_is_seen(string name) =>
        Assert.That(SensitiveNames.Protected(new ColumnWords(name)), Does.Contain("protected"));

    [TestCase("account_age_months")]
    [TestCase("age_of_oldest_trade")]
    [TestCase("average_balance")]
    [TestCase("percentage")]
    [TestCase("message_count")]
    [TestCase("mortgage_balance")]
    public void A_name_that_only_sounds_alike_is_not_protected(string name) =>
        Assert.That(SensitiveNames.Protected(new ColumnWords(name)), Is.Null);

    [TestCase("email")]
    [TestCase("first_name")]
    [TestCase("borrower_name")]
    [TestCase("ssn")]
    [TestCase("phone_number")]
    [TestCase("ip_address")]
    [TestCase("addr_state")]
    public void Personal_data_is_seen(string name) =>
        Assert.That(SensitiveNames.Personal(new ColumnWords(name)), Is.Not.Null);

    [TestCase("employer_count")]
    [TestCase("product_name")]
    [TestCase("annual_income")]
    public void Other_data_is_not_personal(string name) =>
        Assert.That(SensitiveNames.Personal(new ColumnWords(name)), Is.Null);

    [TestCase("state", true)]
    [TestCase("addr_state", true)]
    [TestCase("home_region", true)]
    [TestCase("loan_state", false)]
    [TestCase("statement_balance", false)]
    public void A_place_of_residence_is_seen(string name, bool seen) =>
        Assert.That(SensitiveNames.Proxy(new ColumnWords(name)) is not null, Is.EqualTo(seen));

    [TestCase("paid_total", true)]
    [TestCase("recoveries", true)]
    [TestCase("total_rec_prncp", true)]
    [TestCase("last_pymnt_amnt", true)]
    [TestCase("out_prncp", true)]
    [TestCase("hardship_flag", true)]
    [TestCase("balance", true)]
    [TestCase("instalment_balance", false)]
    [TestCase("num_historical_failed_to_pay", false)]
    [TestCase("pub_rec", false)]
    [TestCase("months_since_90d_late", false)]
    [TestCase("total_rec_accounts", true, Description = "Doubtful names are warned of: a person decides.")]
    public void What_is_known_only_after_the_decision_is_seen(string name, bool seen) =>
        Assert.That(SensitiveNames.AfterDecision(new ColumnWords(name)) is not null, Is.EqualTo(seen));
}
