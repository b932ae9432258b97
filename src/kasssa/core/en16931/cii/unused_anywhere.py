"""CII: what has no place wherever it stands, rules CII-DT: the first number, the parent, its children."""

Rows = tuple[tuple[int, str, str], ...]

ANY_REFERENCE: Rows = (
    (16, "", "ram:StatusCode ram:CopyIndicator"),
    (19, "", "ram:GlobalID ram:RevisionID"),
    (23, "", "ram:Information"),
    (25, "", "ram:SectionName ram:PreviousRevisionID"),
    (28, "", "ram:EffectiveSpecifiedPeriod ram:IssuerTradeParty ram:AttachedSpecifiedBinaryFile"),
)

ANY_TAX: Rows = (
    (38, "", "ram:CalculatedRate ram:CalculationSequenceNumeric ram:BasisQuantity"),
    (42, "", "ram:UnitBasisAmount ram:LineTotalBasisAmount ram:AllowanceChargeBasisAmount"),
    (49, "", "ram:CurrencyCode ram:Jurisdiction ram:CustomsDutyIndicator"),
    (53, "", "ram:TaxBasisAllowanceRate"),
    (55, "", "ram:Type ram:InformationAmount ram:CategoryName"),
    (59, "ram:RateApplicablePercent", "@format"),
    (
        60,
        "",
        (
            "ram:SpecifiedTradeAccountingAccount ram:ServiceSupplyTradeCountry "
            "ram:BuyerRepayableTaxSpecifiedTradeAccountingAccount "
            "ram:SellerPayableTaxSpecifiedTradeAccountingAccount "
            "ram:SellerRefundableTaxSpecifiedTradeAccountingAccount "
            "ram:BuyerDeductibleTaxSpecifiedTradeAccountingAccount "
            "ram:BuyerNonDeductibleTaxSpecifiedTradeAccountingAccount ram:PlaceApplicableTradeLocation"
        ),
    ),
)

ANY_PERIOD: Rows = (
    (68, "ram:StartDateTime", "udt:DateTime"),
    (69, "", "ram:DurationMeasure ram:InclusiveIndicator ram:Description"),
    (72, "ram:EndDateTime", "udt:DateTime"),
    (
        73,
        "",
        (
            "ram:CompleteDateTime ram:OpenIndicator ram:SeasonCode ram:ID ram:Name ram:SequenceNumeric "
            "ram:StartDateFlexibilityCode ram:ContinuousIndicator ram:PurposeCode"
        ),
    ),
)

ANY_ADDRESS: Rows = (
    (82, "", "ram:ID ram:PostOfficeBox ram:BuildingName"),
    (
        86,
        "",
        (
            "ram:LineFour ram:LineFive ram:StreetName ram:CitySubDivisionName ram:CountryName "
            "ram:CountrySubDivisionID ram:AttentionOf ram:CareOf ram:BuildingNumber ram:DepartmentName "
            "ram:AdditionalStreetName"
        ),
    ),
)
